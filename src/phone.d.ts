declare module 'virtual:phone' {
	/** The files of the phone's program, as paths on this server; see src/launch/vite-phone.js. */
	const phone: { script: string; style: string };
	export default phone;
}
