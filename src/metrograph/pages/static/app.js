import{a,b}from"./shared-5R7KXMT4.js";export{b as announce,a as typing};
