// Words for what is wrong with the options of a new key pair or certificate.
import type { OptionsProblem } from '../backend'
import { count, m } from '.'
import type { Explained, Table } from './tables'

export const optionsProblems: Table<OptionsProblem, Explained> = {
  days: () => ({ title: m.options_days_title(), text: m.options_days_text() }),
  name_missing: () => ({ title: m.options_name_missing_title(), text: m.options_name_missing_text() }),
  name_too_long: ({ characters }) => ({
    title: m.options_name_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  end_date: () => ({ title: m.options_end_date_title(), text: m.options_end_date_text() }),
  end_date_over: () => ({ title: m.options_end_date_over_title(), text: m.options_end_date_over_text() }),
  end_date_too_far: ({ latest }) => ({
    title: m.options_end_date_far_title(),
    text: m.options_end_date_far_text({ latest }),
  }),
  organization_too_long: ({ characters }) => ({
    title: m.options_organization_too_long_title(),
    text: m.options_name_too_long_text({ characters: count(characters) }),
  }),
  organization_control_character: () => ({
    title: m.options_organization_control_title(),
    text: m.options_name_control_text(),
  }),
  country: () => ({ title: m.options_country_title(), text: m.options_country_text() }),
  name_control_character: () => ({ title: m.options_name_control_title(), text: m.options_name_control_text() }),
}
