// State of the person's notes on the open credential, exactly as typed.
class Notes {
  text = $state('')
}

export const notes = new Notes()
