// A second opinion on a calendar file: npm `ical.js` reads it. Reads {"calendar"} from stdin; prints its one entry as
// {"uid", "stamp", "summary", "description", "start", "startIsDay", "alarms"} and ends with 0, or prints {"message"} and
// ends with 1. An alarm is {"at", "action", "description"}; what has no time zone is as the calendar's clock shows it.
import { text } from 'node:stream/consumers';

import ICAL from 'ical.js';

const { calendar } = JSON.parse(await text(process.stdin));
try {
  const component = new ICAL.Component(ICAL.parse(calendar));
  const [entry, ...others] = component.getAllSubcomponents('vevent');
  if (others.length > 0) throw new Error(`${others.length} other entries`);
  const event = new ICAL.Event(entry, { strictExceptions: true });
  const alarms = entry.getAllSubcomponents('valarm').map((alarm) => {
    const at = event.startDate.clone();
    at.isDate = false;
    at.addDuration(alarm.getFirstPropertyValue('trigger'));
    const [action, description] = ['action', 'description'].map((name) => alarm.getFirstPropertyValue(name));
    return { at: at.toString(), action, description };
  });
  const { uid, summary, description, startDate } = event;
  const stamp = entry.getFirstPropertyValue('dtstamp').toString();
  const read = { uid, stamp, summary, description, start: startDate.toString(), startIsDay: startDate.isDate, alarms };
  console.log(JSON.stringify(read));
} catch (error) {
  console.log(JSON.stringify({ message: error.message }));
  process.exitCode = 1;
}
