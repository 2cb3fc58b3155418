/** Who may do what. The rest of the program imports accounts and sessions from here only. */
export { bankRole, contestRole } from './roles';
export { createCode, lookUpCode, spendCode, voidCodes, type CodeHolder, type CodeRefusal } from './code';
export { ensureSetupCode, hasAdministrator } from './setup';
export { homePath, ownPath } from './next';
export { checkLogin } from './login';
export { beginSignIn, completeSignIn, isSignInPending, type SignInOver } from './pending';
export { newRecoveryCodes, recoveryCodesLeft } from './recovery';
export { checkSecondFactor, hasTwoFactor, lockTwoFactor, type SecondFactorRefusal } from './second-factor';
export { acceptedStep, base32, newTotpSecret, otpauthUri } from './totp';
export { hashPassword, passwordProblem, type PasswordProblem } from './password';
export {
	createToken,
	deleteToken,
	endTokens,
	listTokens,
	mostTokens,
	tokenDays,
	tokenScopes,
	type NewToken,
	type TokenHolder,
	type TokenInfo
} from './api-token';
export { checkToken } from './token-check';
export { waitText } from './wait';
export { requireRole, requireStaff } from './guard';
export {
	endSession,
	endSessions,
	listSessions,
	programSession,
	sessionIsValid,
	signIn,
	signOut,
	staffFromCookie,
	type SessionInfo
} from './session';
export type { SignedIn, StaffUser } from './signed-in';
