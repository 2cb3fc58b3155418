/**
 * How the message files become functions: the same for the web, for Node and for tests.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const translations = {
	project: './src/i18n/project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'lang',
	emitGitIgnore: false
};
