// State of the two methods with secrets: where the client secret is in the request, and the Business Manager user. The
// secrets themselves are never here: Rust has them.
import type { Field, RequestForm, SecretPlacement } from '../../../../backend'

/** The part of the form that belongs to these methods. */
type SecretsForm = Pick<RequestForm, 'secret_placement' | 'business_manager'>

/** The fields of that part. */
const fields = ['client_secret', 'user', 'access_key', 'instance_host'] as const satisfies Field[]
type SecretsField = (typeof fields)[number]

export const isSecretsField = (field: Field): field is SecretsField => (fields as readonly Field[]).includes(field)

class Secrets {
  placement = $state<SecretPlacement>('header')
  instanceHost = $state('')
  user = $state('')

  form = $derived<SecretsForm>({
    secret_placement: this.placement,
    business_manager: { instance_host: this.instanceHost, user: this.user },
  })

  /** Fills this part of the form from the store. */
  fill(form: SecretsForm): void {
    this.placement = form.secret_placement
    this.instanceHost = form.business_manager.instance_host
    this.user = form.business_manager.user
  }

  /** The text of a field. A secret counts as filled. */
  textOf(field: SecretsField): string {
    if (field === 'user') return this.user
    return field === 'instance_host' ? this.instanceHost : field
  }
}

export const secrets = new Secrets()
