/** Which program this is, as package.json says. */
export { version } from '../../../package.json';
