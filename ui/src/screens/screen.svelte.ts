// Which screen stands beside the rail.
export type ScreenName = 'credential' | 'board' | 'history' | 'settings'

class Screen {
  name = $state<ScreenName>('credential')

  /** Whether steps and answer can be seen, so that keys and dropped files are meant for them. */
  get credential(): boolean {
    return this.name === 'credential'
  }
}

export const screen = new Screen()
