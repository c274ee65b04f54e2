// Whether the person wants to know what program this is.
class AboutAsked {
  open = $state(false)
}

export const about = new AboutAsked()
