// What a new key pair or certificate shall be, as typed, and what was wrong with it. Whether it can be used is the
// Rust side's to say.
import { tick } from 'svelte'
import type { KeyPairOptions, NewKey, OptionsProblem, TypedValidity } from '../../backend'

/** A field of the options. */
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

/** What suits nearly everybody. */
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
  /** The fields are open; closed, because what is usual suits nearly everybody. */
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

  /** Begins with the usual ones. */
  reset(): void {
    Object.assign(this, usual)
    this.problems = []
    this.open = false
  }

  problemsOf(field: OptionField): OptionsProblem[] {
    return this.problems.filter((problem) => fieldOf[problem.code] === field)
  }

  /** A field was changed: what was wrong with it before is not said any more. */
  changed(field: OptionField): void {
    this.problems = this.problems.filter((problem) => fieldOf[problem.code] !== field)
  }

  /** These cannot be used: the first takes the focus, once its field is drawn. */
  async refuse(problems: OptionsProblem[]): Promise<void> {
    this.problems = problems
    this.open = true
    await tick()
    await tick()
    const first = problems[0]
    if (first) document.getElementById(`field-new-${fieldOf[first.code]}`)?.focus()
  }
}

/** That of the first pair, in step 1. */
export const newPair = new NewPair()
