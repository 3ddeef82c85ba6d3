/** Whether a provider's address leads to the web. Only such an address is made a link. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url)
