//! What goes wrong around the program: clock, disk, database, index, network, and who starts it. It says so, loses nothing, half-does
//! nothing, and goes on when the fault is over.

mod bodies;
mod clock;
mod connections;
mod database;
mod disk;
mod migrating;
mod parsers;
