// Characters of what a server said that cannot be seen and change how the rest is read: control characters, and those
// that turn the direction of writing round. They are shown as JSON writes them, so that the text stays what it is.

const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g

/** The text with such characters written as `\\u202e`. Line ends and tabs stay. */
export const seen = (text: string): string =>
  text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
