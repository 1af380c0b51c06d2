// What an operator can do to a client. Each act tells what has become of it, and how to undo it.

import { part, send } from './api.js';
import { ask, clientField, noteField, seconds, timeFields } from './dialogs.js';
import { attempt, say } from './frame.js';
import { local } from './numbers.js';

const KEPT = {
  stored: '',
  pending: ' It is not on the disk yet; that is tried again.',
  memory: ' It is kept in memory only: a restart forgets it.',
};

const kept = (answer) => KEPT[answer.kept] ?? '';
const until = (iso) => local(new Date(iso));
const secondsLeft = (ban) => Math.max(1, Math.round((Date.parse(ban.until) - Date.now()) / 1_000));

/** The acts; `after` is called whenever one is done, to show what is now. */
export function acts(after) {
  const done = (text, answer, undo = null) => {
    say(text + kept(answer), undo);
    return after();
  };

  const undoing = (label, act) => ({ label, act });

  const banAgain = async (client, lifted) => {
    const answer = await send('POST', '/bans', { client, seconds: secondsLeft(lifted), note: 'undone by the operator' });
    return done(`${answer.ban.client} is banned again until ${until(answer.ban.until)}.`, answer);
  };

  const lift = async (client, note = '') => {
    const answer = await send('DELETE', `/bans/${part(client)}`, { note });
    const grace = answer.cleared_until ? `, and is not banned for its behaviour until ${until(answer.cleared_until)}` : '';
    const again = answer.lifted && undoing('Ban it again', () => banAgain(client, answer.lifted));
    return done(answer.lifted ? `${client} is unbanned${grace}.` : `${client} was not banned; its counts are cleared${grace}.`, answer, again);
  };

  const impose = async (client, time, note) => {
    const answer = await send('POST', '/bans', { client, seconds: time, note });
    const banned = answer.ban.client;
    return done(`${banned} is banned until ${until(answer.ban.until)}.`, answer, undoing('Undo', () => lift(banned, 'undone by the operator')));
  };

  const endClearing = async (client, forGood) => {
    const answer = await send('DELETE', `/allowed/${part(client)}`, { note: '' });
    const again = answer.was_cleared && forGood && undoing('Allow it again', () => permit(client));
    return done(answer.was_cleared ? `${client} is judged like others again.` : `${client} was not cleared.`, answer, again);
  };

  const permit = async (client) => {
    const answer = await send('PUT', `/allowed/${part(client)}`, { note: '' });
    const undo = undoing('Undo', async () => {
      const taken = await send('DELETE', `/allowed/${part(client)}`, { note: 'undone by the operator' });
      return answer.lifted ? banAgain(client, answer.lifted) : done(`${client} is judged like others again.`, taken);
    });
    return done(answer.lifted ? `${client} is unbanned and allowed for good.` : `${client} is allowed for good.`, answer, undo);
  };

  return {
    /** Bans a client, which may still have to be named. */
    ban: (client = null) => attempt(async () => {
      const entered = await ask({
        title: client ? `Ban ${client}` : 'Ban a client',
        text: 'It is refused until then, and labelled as malicious for the next training.',
        fields: [client ? null : clientField(), timeFields(1, 3_600), noteField()],
        yes: 'Ban',
        danger: true,
      });
      return entered && impose(client ?? entered.client.trim(), seconds(entered), entered.note);
    }),

    extend: (client) => attempt(async () => {
      const entered = await ask({
        title: `Another end for the ban of ${client}`,
        text: 'Counted from now.',
        fields: [timeFields(1, 86_400), noteField()],
        yes: 'Set the end',
      });
      if (!entered) return null;
      const answer = await send('PUT', `/bans/${part(client)}`, { seconds: seconds(entered), note: entered.note });
      return done(`${client} is banned until ${until(answer.ban.until)}.`, answer);
    }),

    unban: (client) => attempt(() => lift(client)),
    allow: (client) => attempt(() => permit(client)),
    takeBack: (client, forGood) => attempt(() => endClearing(client, forGood)),
  };
}
