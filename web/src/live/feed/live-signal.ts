/**
 * One live price as a signal. It changes by itself each second, and at the moment when the price
 * may no longer be shown.
 */
import { type Signal, signal } from '@preact/signals'
import type { Beat } from './beat.ts'
import {
  apply,
  type LiveEvent,
  type LiveView,
  nextChange,
  startLive,
  viewAt,
  WAITING,
} from './live-quote.ts'

export interface LiveSignal {
  view: Signal<LiveView>
  take(event: LiveEvent): void
  /** Decides anew now, since a timer may have come late. */
  update(): void
  /** Cancels the timer. `update`, or another event, starts it again. */
  rest(): void
}

export const createLiveSignal = (maxAgeSeconds: number, { now, later }: Beat): LiveSignal => {
  let live = startLive(maxAgeSeconds)
  let callOff = () => {}
  const view = signal<LiveView>(WAITING)
  const update = () => {
    callOff()
    const at = now()
    view.value = viewAt(live, at)
    const change = nextChange(live, at)
    callOff = change === null ? () => {} : later(change, update)
  }
  return {
    view,
    update,
    take(event) {
      live = apply(live, event, now())
      update()
    },
    rest: () => callOff(),
  }
}
