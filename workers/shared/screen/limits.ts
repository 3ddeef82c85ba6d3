/** How large a screen may be. The limits hold for its text and for its JSON form alike. */

/** Characters of a screen's text: two hundred conditions of fifty characters. */
export const MAX_SCREEN_TEXT = 10_000
/** Conditions, counted at the leaves of the tree. */
export const MAX_CONDITIONS = 200
/** Nodes above one another in a tree. A sum of so many terms is as deep. */
export const MAX_DEPTH = 64
/**
 * What is open at once while a text is read: parentheses and signs, of which a node of a printed
 * tree has at most two. It keeps the stack of calls short.
 */
export const MAX_NESTING = 3 * MAX_DEPTH
/** Values in one list, as of industries. */
export const MAX_VALUES = 200
/** Characters of one value: the longest name of an industry has about 100. */
export const MAX_VALUE = 200
/** Rows of a list, as `limit` may name them. */
export const MAX_LIMIT = 10_000
/** Names that are offered for an unknown one. */
export const MAX_NEAR = 5
/** Companies with a value that a rank or a percentile needs in its group, the company included. */
export const LEAST_PEERS = 10
