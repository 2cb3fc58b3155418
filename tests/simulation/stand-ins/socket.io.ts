export { Server } from '../sockets';
