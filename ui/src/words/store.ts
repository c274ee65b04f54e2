// Words for errors of the store.
import type { StoreError } from '../backend'
import { m } from '.'
import type { Table } from './tables'

export const storeErrors: Table<StoreError, string> = {
  disk_full: () => m.store_disk_full(),
  read_only: () => m.store_read_only(),
  locked: () => m.store_locked(),
  folder_in_use: () => m.store_folder_in_use(),
  folder_not_claimed: ({ detail }) => m.store_folder_not_claimed({ detail }),
  newer_version: ({ found, known }) => m.store_newer_version({ found, known }),
  damaged: ({ detail }) => m.store_damaged({ detail }),
  not_found: () => m.store_not_found(),
  unreadable: ({ detail }) => m.store_unreadable({ detail }),
  unconfirmed: ({ detail }) => m.store_unconfirmed({ detail }),
  other: ({ detail }) => m.store_other({ detail }),
}
