/** The page's colours as a canvas can use them. */
/** A custom property may hold a function, so the colour is read from an element that uses it. */
export const colourReader = (host: HTMLElement) => {
  const probe = document.createElement('span')
  probe.hidden = true
  host.append(probe)
  return {
    read: (name: string) => {
      probe.style.color = `var(${name})`
      return getComputedStyle(probe).color
    },
    done: () => probe.remove(),
  }
}
