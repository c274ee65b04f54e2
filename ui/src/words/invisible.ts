// Makes invisible characters in a server's words visible: control characters, and those that reverse the writing
// direction. They appear as JSON escapes, so that they cannot change how the rest reads.

const invisible =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/g

/** The text with each such character written as `\\u202e`. Line ends and tabs stay. */
export const showInvisible = (text: string): string =>
  text.replace(invisible, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
