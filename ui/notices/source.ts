// A crate or an npm package that is in the program, as its own files describe it.

export interface Source {
  name: string
  version: string
  /** SPDX expression. */
  licence: string
  /** Who wrote it, if it says so. Needed only if it has no licence file. */
  authors: string[]
  /** Where its files are; `null` if they are not on this machine. */
  folder: string | null
}
