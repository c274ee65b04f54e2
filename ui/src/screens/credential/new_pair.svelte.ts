// The options of a new key pair or certificate, as typed, and their problems. The Rust side validates them.
import { tick } from 'svelte'
import type { KeyPairOptions, NewKey, OptionsProblem, TypedValidity } from '../../backend'

/** The field that a problem belongs to. */
export type OptionField = 'validity' | 'name' | 'organization' | 'country'

const fieldOf: Record<OptionsProblem['code'], OptionField> = {
  days: 'validity',
  end_date: 'validity',
  end_date_over: 'validity',
  end_date_too_far: 'validity',
  name_missing: 'name',
  name_too_long: 'name',
  name_control_character: 'name',
  organization_too_long: 'organization',
  organization_control_character: 'organization',
  country: 'country',
}

/** Defaults that suit nearly everybody. */
const usual = {
  key: 'rsa4096' as NewKey,
  ends: 'after' as TypedValidity['ends'],
  days: '365',
  date: '',
  commonName: 'countersign',
  organization: '',
  country: '',
}

export class NewPair {
  key = $state(usual.key)
  ends = $state(usual.ends)
  days = $state(usual.days)
  date = $state(usual.date)
  commonName = $state(usual.commonName)
  organization = $state(usual.organization)
  country = $state(usual.country)
  problems = $state<OptionsProblem[]>([])
  /** Whether the options are unfolded. */
  open = $state(false)

  validity = $derived<TypedValidity>(
    this.ends === 'after' ? { ends: 'after', days: this.days } : { ends: 'on', date: this.date },
  )
  options = $derived<KeyPairOptions>({
    key: this.key,
    validity: this.validity,
    common_name: this.commonName,
    organization: this.organization,
    country: this.country,
  })

  /** Resets all options to their defaults. */
  reset(): void {
    Object.assign(this, usual)
    this.problems = []
    this.open = false
  }

  problemsOf(field: OptionField): OptionsProblem[] {
    return this.problems.filter((problem) => fieldOf[problem.code] === field)
  }

  /** A field was changed: drops its old problems. */
  changed(field: OptionField): void {
    this.problems = this.problems.filter((problem) => fieldOf[problem.code] !== field)
  }

  /** Shows the problems and focuses the field of the first one, once it is drawn. */
  async refuse(problems: OptionsProblem[]): Promise<void> {
    this.problems = problems
    this.open = true
    await tick()
    await tick()
    const first = problems[0]
    if (first) document.getElementById(`field-new-${fieldOf[first.code]}`)?.focus()
  }
}

/** The options for the first pair, in step 1. */
export const newPair = new NewPair()
