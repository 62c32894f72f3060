// `npm start`: the demo on http://localhost:8787. PORT (0 takes a free one) and DESKSIDE_DATA (a folder) change where.
import { run } from '../dist/server/node/command-line.js';

const { PORT = '8787', DESKSIDE_DATA = '.deskside' } = process.env;
process.exitCode = await run(['serve', '--demo', '--port', PORT, '--data', DESKSIDE_DATA]);
