// Words for what the person should know about the window.
import type { WindowNotice } from '../backend'
import { m } from '.'
import type { Explained, Table } from './tables'

export const windowNotices: Table<WindowNotice, Explained> = {
  opened_again: () => ({ title: m.notice_opened_again_title(), text: m.notice_opened_again_text() }),
  without_acceleration: () => ({
    title: m.notice_without_acceleration_title(),
    text: m.notice_without_acceleration_text(),
  }),
  folder_of_other_user: ({ folder }) => ({
    title: m.notice_folder_of_other_user_title(),
    text: m.notice_folder_of_other_user_text({ folder }),
  }),
  folder_writable_by_all: ({ folder }) => ({
    title: m.notice_folder_writable_by_all_title(),
    text: m.notice_folder_writable_by_all_text({ folder }),
  }),
}
