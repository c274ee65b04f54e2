// Svelte's compiler options: runes everywhere, so that no file falls back to Svelte 4's rules.
export default {
  compilerOptions: { runes: true },
}
