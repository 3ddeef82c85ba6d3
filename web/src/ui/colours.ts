/** The page's colours as a canvas can use them. */
/** Custom properties may hold functions; only a used colour is a plain one. */
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
