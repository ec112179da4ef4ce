// What every page gets: small helps on top of pages that already work without it.
import {focusFirst} from "./parts/foco.js";
import {tables} from "./parts/tabla.js";
import {keyboard} from "./parts/teclado.js";
import {glossary} from "./parts/glosa.js";
import {progress} from "./parts/avance.js";
import {autosave} from "./parts/guardado.js";
import {menu} from "./parts/menu.js";
import {leaving} from "./parts/salida.js";
import {passwords} from "./parts/clave.js";
import {pieces} from "./parts/subida.js";

focusFirst();
menu();
tables();
keyboard();
glossary();
progress();
autosave();
leaving();
pieces();
passwords();
