// What could not be sent yet, kept on this device until the server confirms it: totals of a month's
// rows, never anything about a person. One entry a row; a newer value of the row takes its place.
const base = "ceiba-captura", store = "filas";

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(base, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, {keyPath: "llave"});
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function run(mode, act) {
  const db = await open();
  return new Promise((done, fail) => {
    const change = db.transaction(store, mode);
    const asked = act(change.objectStore(store));
    change.oncomplete = () => { db.close(); done(asked && asked.result); };
    change.onerror = () => { db.close(); fail(change.error); };
  });
}

export const queue = {
  put: entry => run("readwrite", rows => rows.put(entry)),
  remove: key => run("readwrite", rows => rows.delete(key)),
  all: () => run("readonly", rows => rows.getAll()).then(rows => rows.sort((a, b) => a.cuando - b.cuando)),
};

// Whether this browser ever kept something, without making an empty base to find out.
export async function waiting() {
  try {
    if (indexedDB.databases && !(await indexedDB.databases()).some(one => one.name === base)) return [];
    return await queue.all();
  } catch {
    return [];
  }
}
