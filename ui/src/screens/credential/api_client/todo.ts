// What is to be set up for each authentication method, with the names from Account Manager and Business Manager.
import type { AuthMethod } from '../../../backend'
import { m } from '../../../words'
import type { Topic } from '../../../words/what_is_this'

export interface TodoItem {
  words: () => string
  /** What it names, explained beside it. */
  about?: { topic: Topic; name: () => string }
  /** What a button beside it does. */
  button?: 'account_manager' | 'certificate'
}

const open: TodoItem = { words: m.client_todo_open, button: 'account_manager' }
const format: TodoItem = { words: m.client_todo_format, about: { topic: 'token_format', name: m.practice_format } }
const password: TodoItem = { words: m.client_todo_password, about: { topic: 'password', name: m.practice_password } }

export const todo: Record<AuthMethod, readonly TodoItem[]> = {
  signed_jwt: [
    open,
    {
      words: m.client_todo_certificate,
      about: { topic: 'public_key', name: m.practice_public_key },
      button: 'certificate',
    },
    { words: m.client_todo_method, about: { topic: 'auth_method', name: m.practice_method } },
    format,
  ],
  client_secret: [
    open,
    password,
    { words: m.client_todo_method_secret, about: { topic: 'auth_method', name: m.practice_method } },
    format,
  ],
  business_manager_user: [
    open,
    password,
    format,
    { words: m.client_todo_access_key, about: { topic: 'access_key', name: m.client_access_key } },
  ],
}
