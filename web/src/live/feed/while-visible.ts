/**
 * Runs something while the page is visible, pauses it while the tab is hidden, and starts it anew
 * when the network comes back.
 */

interface VisibleTask {
  /** Starts it. Returns a function that stops it. */
  start(): () => void
  /** Called before the page is painted again, since the timers of a hidden tab come late. */
  update?(): void
  /** Called when the browser says that there is no network. */
  onOffline?(): void
}

/** Returns a function that ends it. */
export const whileVisible = ({ start, update, onOffline }: VisibleTask): (() => void) => {
  let stop: (() => void) | null = null
  const pause = () => {
    stop?.()
    stop = null
  }
  const follow = () => {
    update?.()
    if (document.visibilityState === 'visible') stop ??= start()
    else pause()
  }
  const again = () => {
    pause()
    follow()
  }
  const offline = () => onOffline?.()
  document.addEventListener('visibilitychange', follow)
  // A page that comes back from the browser's history still has the old state.
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
