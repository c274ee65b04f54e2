// The crates that end in the program, from Cargo.lock: what it depends on, with the features and the system that it is
// built for. What only the compiler runs (macros, build scripts) and what only tests use is not in the program.
import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Source } from './source.ts'

/** What `cargo metadata` says of a package; the Cargo Book, "cargo metadata". */
interface Described {
  name: string
  version: string
  license: string | null
  authors: string[]
  manifest_path: string
  /** `null` for our own. */
  source: string | null
}

/** Output of cargo for a workspace of this size: some megabytes. */
const MOST_OUTPUT = 256 * 1024 * 1024

const run = async (program: string, args: string[], cwd: string): Promise<string> =>
  (await promisify(execFile)(program, args, { cwd, maxBuffer: MOST_OUTPUT })).stdout

export async function crates(root: string): Promise<Source[]> {
  const cargo = process.env['CARGO'] ?? 'cargo'
  const compiler = await run(process.env['RUSTC'] ?? 'rustc', ['--version', '--verbose'], root)
  const host = /^host: (.+)$/m.exec(compiler)?.[1]
  const target = process.env['CARGO_BUILD_TARGET'] ?? host
  if (!target) throw new Error(`rustc does not say which system it is for:\n${compiler}`)
  const metadata = await run(
    cargo,
    ['metadata', '--locked', '--format-version', '1', '--filter-platform', target],
    root,
  )
  const tree = await run(
    cargo,
    [
      'tree',
      '--locked',
      ...['--package', 'countersign', '--edges', 'normal,no-proc-macro', '--target', target],
      ...['--prefix', 'none', '--format', '{p}'],
    ],
    root,
  )
  const { packages } = JSON.parse(metadata) as { packages: Described[] }
  return [standardLibrary(compiler), ...inTree(tree, packages)]
}

/** The crates that a tree names, without our own. */
export function inTree(tree: string, packages: readonly Described[]): Source[] {
  // `serde v1.0.229` and, where it stands again, `serde v1.0.229 (*)`
  const named = new Set([...tree.matchAll(/^(\S+) v(\S+)/gm)].map(([, name, version]) => `${name} ${version}`))
  return packages
    .filter(({ name, version, source }) => source !== null && named.has(`${name} ${version}`))
    .map(({ name, version, license, authors, manifest_path }) => ({
      name,
      version,
      // Older crates wrote "MIT/Apache-2.0" for "MIT OR Apache-2.0".
      licence: (license ?? '').replaceAll(/\s*\/\s*/g, ' OR '),
      authors,
      folder: dirname(manifest_path),
    }))
}

/** It is part of every Rust program, and in no lock file. */
function standardLibrary(compiler: string): Source {
  return {
    name: 'Rust standard library',
    version: /^release: (.+)$/m.exec(compiler)?.[1] ?? '',
    licence: 'MIT OR Apache-2.0',
    authors: ['The Rust Project contributors'],
    folder: null,
  }
}
