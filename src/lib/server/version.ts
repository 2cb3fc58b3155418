/** Which program this is: as package.json says, which is not there for everybody who loads this. */
export const version = '0.1.0';
