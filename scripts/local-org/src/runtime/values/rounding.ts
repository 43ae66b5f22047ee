/** Rounding of exact quotients. Source: System.RoundingMode, apex_enum_System_RoundingMode in the Apex Reference Guide. */
import { throwApex } from '../exceptions.ts';

export const roundingModes = [
  'CEILING',
  'DOWN',
  'FLOOR',
  'HALF_DOWN',
  'HALF_EVEN',
  'HALF_UP',
  'UNNECESSARY',
  'UP',
] as const;

export type RoundingModeName = (typeof roundingModes)[number];

/** numerator / denominator as an integer. The denominator is not zero. */
export function roundedQuotient(numerator: bigint, denominator: bigint, mode: RoundingModeName): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  if (!roundsAway(quotient, remainder, denominator, negative, mode)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

function roundsAway(
  quotient: bigint,
  remainder: bigint,
  denominator: bigint,
  negative: boolean,
  mode: RoundingModeName,
): boolean {
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'UNNECESSARY':
      return throwApex('System.MathException', 'Rounding necessary');
    default:
      return halfRoundsAway(quotient, magnitude(remainder) * 2n, magnitude(denominator), mode);
  }
}

function halfRoundsAway(
  quotient: bigint,
  doubled: bigint,
  divisor: bigint,
  mode: 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN',
): boolean {
  if (doubled !== divisor) return doubled > divisor;
  if (mode === 'HALF_EVEN') return quotient % 2n !== 0n;
  return mode === 'HALF_UP';
}

function magnitude(n: bigint): bigint {
  return n < 0n ? -n : n;
}
