/**
 * Runs something while the page is looked at and the network is there to be tried; pauses it while
 * the tab is hidden.
 */

interface VisibleTask {
  /** Returns what stops it. */
  start(): () => void
  /** Before anything is painted again: timers of a hidden tab come late. */
  look?(): void
  /** The browser says that there is no network. */
  onOffline?(): void
}

/** Returns what ends it. */
export const whileVisible = ({ start, look, onOffline }: VisibleTask): (() => void) => {
  let stop: (() => void) | null = null
  const pause = () => {
    stop?.()
    stop = null
  }
  const follow = () => {
    look?.()
    if (document.visibilityState === 'visible') stop ??= start()
    else pause()
  }
  const again = () => {
    pause()
    follow()
  }
  const offline = () => onOffline?.()
  document.addEventListener('visibilitychange', follow)
  // A page that comes back from the browser's history is as it was left.
  addEventListener('pageshow', follow)
  addEventListener('online', again)
  addEventListener('offline', offline)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    removeEventListener('pageshow', follow)
    removeEventListener('online', again)
    removeEventListener('offline', offline)
    pause()
  }
}
