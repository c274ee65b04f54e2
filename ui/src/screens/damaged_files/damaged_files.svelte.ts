// State of the damaged files that were moved aside: which ones there are, and the question before one is deleted.
import { commands, type DamagedFile, type DamagedFiles as Found } from '../../backend'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'

class DamagedFiles {
  files = $state.raw<DamagedFile[]>([])
  folder = $state('')
  /** The file that would be deleted, while the person decides that. */
  question = $state.raw<DamagedFile | null>(null)
  busy = $state(false)

  async load(): Promise<void> {
    await this.#show(commands.damagedFiles)
  }

  async delete({ name }: DamagedFile): Promise<void> {
    if (this.busy) return
    this.busy = true
    if (await this.#show(() => commands.deleteDamagedFile(name))) announce(m.damaged_file_deleted())
    // Somebody else may have deleted it, or a part of it.
    else await this.load()
    this.question = null
    this.busy = false
  }

  async #show(command: () => Promise<Found>): Promise<boolean> {
    try {
      Object.assign(this, await command())
      return true
    } catch (reason) {
      showError(reason)
      return false
    }
  }
}

export const damagedFiles = new DamagedFiles()
