// State: how the person likes the window. The Rust side remembers it, and applies zoom and theme.
import { commands, type ExportTarget, type ResponseTab, type ThemeChoice, type View } from '../../backend'
import { view as viewAtStart } from '../../backend/at_start'
import { announce, showError } from '../../parts/notices.svelte'
import { m } from '../../words'
import { stepOfZoom } from './zoom'

class ViewState {
  #view = $state.raw<View>({ theme: 'system', zoom: 100, steps_share: null, tab: 'token', export: 'bash' })
  /** Called when it is known which tab was open. */
  ontab: (tab: ResponseTab) => void = () => {}

  get theme(): ThemeChoice {
    return this.#view.theme
  }
  get zoom(): number {
    return this.#view.zoom
  }
  /** The steps' share of the room beside the rail, in thousandths; `null` as long as the splitter was not moved. */
  get stepsShare(): number | null {
    return this.#view.steps_share
  }

  /** What was last exported for. */
  get exportTarget(): ExportTarget {
    return this.#view.export
  }

  /** Loads it before the first paint. */
  async load(): Promise<void> {
    try {
      this.#take(await viewAtStart())
      this.ontab(this.#view.tab)
    } catch (reason) {
      showError(reason)
    }
  }

  /** Moves the splitter. `save` has it stay there. */
  moveSplitter(share: number | null): void {
    this.#view = { ...this.#view, steps_share: share }
  }
  save(): void {
    void this.#change({})
  }

  setTheme(theme: ThemeChoice): Promise<void> {
    return this.#change({ theme })
  }

  rememberTab(tab: ResponseTab): void {
    if (tab !== this.#view.tab) void this.#change({ tab })
  }

  rememberExport(target: ExportTarget): void {
    if (target !== this.#view.export) void this.#change({ export: target })
  }

  async setZoom(zoom: number): Promise<void> {
    if (zoom !== this.#view.zoom) await this.#change({ zoom })
    announce(m.zoom_announced({ zoom: this.#view.zoom }))
  }
  async zoomBy(steps: 1 | -1): Promise<void> {
    await this.setZoom(stepOfZoom(this.#view.zoom, steps))
  }

  async #change(change: Partial<View>): Promise<void> {
    // At once, so that a second change does not take this one back.
    this.#take({ ...this.#view, ...change })
    try {
      await commands.setView(this.#view)
    } catch (reason) {
      showError(reason)
    }
  }

  #take(view: View): void {
    this.#view = view
    const { dataset } = document.documentElement
    if (view.theme === 'system') delete dataset.theme
    else dataset.theme = view.theme
  }
}

export const view = new ViewState()
