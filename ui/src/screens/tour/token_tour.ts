// The first tour: the whole task with the practice Account Manager.
import { m } from '../../words'
import { keyPair } from '../credential/key_pair.svelte'
import { ticks } from '../credential/ticks.svelte'
import { practice } from '../practice/practice.svelte'
import { screens } from '../screens.svelte'
import { forgetOwn, isOwnOpen, requestWithOwn, showOwn, takeOpenAsOwn, type Stop, type StopsOfTour } from './own'

const stops: readonly Stop[] = [
  {
    title: m.tour_start_title,
    text: m.tour_start_text,
    button: m.practice_start,
    act: async () => {
      await screens.go('practice')
      return practice.on || practice.start()
    },
  },
  {
    title: m.tour_client_title,
    text: m.tour_client_text,
    button: m.practice_add,
    act: async () => {
      await screens.go('practice')
      return practice.add()
    },
  },
  {
    title: m.tour_key_title,
    text: m.tour_key_text,
    button: m.tour_key_button,
    act: async () => {
      if (!isOwnOpen()) {
        if (!(await practice.makeCredential())) return false
        takeOpenAsOwn()
      }
      await screens.go('credential')
      if (!keyPair.complete) await keyPair.generate()
      return keyPair.complete
    },
  },
  {
    title: m.tour_certificate_title,
    text: m.tour_certificate_text,
    button: m.tour_certificate_button,
    act: async () => {
      if (!(await showOwn()) || !keyPair.facts.certificate) return false
      await screens.go('practice')
      practice.useCertificate()
      if (!(await practice.save())) return false
      // The tour created this API client with all other settings right.
      ticks.finishPractice()
      return true
    },
  },
  { title: m.tour_token_title, text: m.tour_token_text, button: m.tour_token_button, act: requestWithOwn },
  {
    title: m.tour_break_title,
    text: m.tour_break_text,
    button: m.tour_break_button,
    act: async () => (await practice.setFaults({ another_certificate: true })) && requestWithOwn(),
  },
  {
    title: m.tour_fix_title,
    text: m.tour_fix_text,
    button: m.tour_fix_button,
    act: async () => (await practice.clearFaults()) && requestWithOwn(),
  },
  {
    title: m.tour_end_title,
    text: m.tour_end_text,
    button: m.tour_end_button,
    act: async () => {
      await screens.go('practice')
      return true
    },
  },
]

export const tokenTour: StopsOfTour = {
  stops,
  begin: () => {
    forgetOwn()
    void screens.go('practice')
  },
}
