import Platform

/// What the sender of a petition holds.
package typealias Receipt = ChanceCode
