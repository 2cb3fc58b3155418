/** What a file of questions or contestants may weigh, in bytes. */
export const maxFileSize = 20 * 1024 * 1024;
