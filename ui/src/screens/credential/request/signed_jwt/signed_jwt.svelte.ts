// State of client authentication by a signed JWT (RFC 7523): algorithm, lifetime, and edits of its claims. The Rust
// side judges them.
import type {
  ClaimEdit,
  ExchangeShown,
  Field,
  HeaderParameters,
  RequestForm,
  RequestPreview,
  SigningAlgorithm,
} from '../../../../backend'

export interface EditRow {
  id: number
  edit: ClaimEdit['edit']
  name: string
  text: string
  /** The person added this claim, so its name can be changed, too. */
  added: boolean
}

/** The part of the form that belongs to this authentication method. */
type SignedJwtForm = Pick<
  RequestForm,
  'lifetime_seconds' | 'clock_correction_seconds' | 'claims' | 'algorithm' | 'header'
>

/** The fields of that part. */
const fields = ['lifetime', 'claims', 'algorithm', 'header'] as const satisfies Field[]
export type SignedJwtField = (typeof fields)[number]

export const isSignedJwtField = (field: Field): field is SignedJwtField => (fields as readonly Field[]).includes(field)

class SignedJwt {
  /** In seconds, as typed. */
  lifetime = $state('')
  /** Seconds that `iat` and `exp` are shifted, to fit the server's clock. */
  clockCorrection = $state(0)
  edits = $state<EditRow[]>([])
  algorithm = $state<SigningAlgorithm>('RS256')
  header = $state<HeaderParameters>({ typ: 'jwt', kid: '', x5t: false, x5t_s256: false, x5c: false })
  /** Whether the editor is open. */
  editing = $state(false)

  form = $derived<SignedJwtForm>({
    lifetime_seconds: this.lifetime,
    clock_correction_seconds: this.clockCorrection,
    claims: this.edits.map(({ edit, name, text }) => (edit === 'set' ? { edit, name, text } : { edit, name })),
    algorithm: this.algorithm,
    header: this.header,
  })

  #nextId = 1
  #unsorted = false

  /** Fills this part of the form from the store. */
  fill(form: SignedJwtForm): void {
    this.use(form)
    this.editing = false
  }

  /** Stops shifting the times once the core found that the clocks agree again. */
  afterAnswer({ findings }: ExchangeShown): void {
    if (findings.some(({ finding }) => finding.code === 'clocks_agree_again')) this.clockCorrection = 0
  }

  /** Takes this part over from another form. */
  use(form: SignedJwtForm): void {
    this.lifetime = form.lifetime_seconds
    this.clockCorrection = form.clock_correction_seconds
    this.edits = form.claims.map((claim) => ({
      id: this.#nextId++,
      edit: claim.edit,
      name: claim.name,
      text: claim.edit === 'set' ? claim.text : '',
      added: false,
    }))
    this.algorithm = form.algorithm
    this.header = { ...form.header }
    this.#unsorted = form.claims.length > 0
  }

  /** Separates the stored edits of standard claims from added claims: only the core knows which claims are standard. */
  previewed(preview: RequestPreview): void {
    if (!this.#unsorted) return
    this.#unsorted = false
    // A claim with unreadable text is missing from the preview. It counts as added, so that it is visible and can be
    // fixed.
    const given = new Set(preview.claims.filter((claim) => claim.source !== 'added').map((claim) => claim.name))
    for (const edit of this.edits) edit.added = edit.edit === 'set' && !given.has(edit.name)
  }

  /** The text of a field. Choices and groups of fields count as filled. */
  textOf(field: SignedJwtField): string {
    return field === 'lifetime' ? this.lifetime : field
  }

  setClaim(name: string, text: string): void {
    const row = this.edits.find((edit) => edit.name === name && !edit.added)
    if (row) Object.assign(row, { edit: 'set', text })
    else this.edits.push({ id: this.#nextId++, edit: 'set', name, text, added: false })
  }

  leaveOutClaim(name: string): void {
    this.resetClaim(name)
    this.edits.push({ id: this.#nextId++, edit: 'leave_out', name, text: '', added: false })
  }

  resetClaim(name: string): void {
    this.edits = this.edits.filter((edit) => edit.name !== name)
  }

  addClaim(): number {
    const id = this.#nextId++
    this.edits.push({ id, edit: 'set', name: '', text: '', added: true })
    return id
  }

  removeEdit(id: number): void {
    this.edits = this.edits.filter((edit) => edit.id !== id)
  }
}

export const signedJwt = new SignedJwt()
