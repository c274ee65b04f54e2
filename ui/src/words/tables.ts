// Tables of words, with one entry for each code of a union. A code without an entry does not compile.

/** What happened, and what to do about it. */
export interface Explained {
  title: string
  text: string
}

type WithCode<Union extends { code: string }, Code extends Union['code']> = Extract<Union, { code: Code }>

export type Table<Union extends { code: string }, Value> = {
  [Code in Union['code']]: (seen: WithCode<Union, Code>) => Value
}

/** The words for a value: its code's entry in the table, applied to its data. */
export function explain<Union extends { code: string }, Value>(table: Table<Union, Value>, seen: Union): Value {
  const entry = table[seen.code as Union['code']] as (seen: Union) => Value
  return entry(seen)
}
