// How the person reads long texts. It holds until the program ends.

export const reading = $state({
  /** Long lines continue in the next line; otherwise the text scrolls sideways. */
  wrap: true,
})
