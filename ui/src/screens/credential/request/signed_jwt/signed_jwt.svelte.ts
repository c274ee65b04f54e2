// Client authentication by a signed JWT (RFC 7523): how it is signed, how long it is valid, and which of its claims are
// changed. What is right and wrong about it is the Rust side's to say.
import type {
  ClaimEdit,
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
  /** Added by the person: its name can be changed, too. */
  added: boolean
}

/** The part of the form that belongs to this way of authentication. */
type SignedJwtForm = Pick<RequestForm, 'lifetime_seconds' | 'claims' | 'algorithm' | 'header'>

/** The fields that belong to it. */
const fields = ['lifetime', 'claims', 'algorithm', 'header'] as const satisfies Field[]
export type SignedJwtField = (typeof fields)[number]

export const isOfSignedJwt = (field: Field): field is SignedJwtField => (fields as readonly Field[]).includes(field)

class SignedJwt {
  /** In seconds. */
  lifetime = $state('')
  edits = $state<EditRow[]>([])
  algorithm = $state<SigningAlgorithm>('RS256')
  header = $state<HeaderParameters>({ kid: '', x5t: false, x5t_s256: false, x5c: false })
  /** Its editor is open. */
  editing = $state(false)

  form = $derived<SignedJwtForm>({
    lifetime_seconds: this.lifetime,
    claims: this.edits.map(({ edit, name, text }) => (edit === 'set' ? { edit, name, text } : { edit, name })),
    algorithm: this.algorithm,
    header: this.header,
  })

  #nextId = 1
  #unsorted = false

  /** Puts the part of a stored form in the place of this one. */
  fill(form: SignedJwtForm): void {
    this.lifetime = form.lifetime_seconds
    this.edits = form.claims.map((claim) => ({
      id: this.#nextId++,
      edit: claim.edit,
      name: claim.name,
      text: claim.edit === 'set' ? claim.text : '',
      added: false,
    }))
    this.algorithm = form.algorithm
    this.header = { ...form.header }
    this.editing = false
    this.#unsorted = form.claims.length > 0
  }

  /** Of a stored form, the core says which claims are there anyway; the others are the person's own. */
  previewed(preview: RequestPreview): void {
    if (!this.#unsorted) return
    this.#unsorted = false
    // One whose text cannot be read is in no preview, and has to be seen to be mended.
    const given = new Set(preview.claims.filter((claim) => claim.source !== 'added').map((claim) => claim.name))
    for (const edit of this.edits) edit.added = edit.edit === 'set' && !given.has(edit.name)
  }

  /** What stands in a field; choices and what is several fields count as filled. */
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
