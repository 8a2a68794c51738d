package dev.spadework.agent;

import dev.spadework.sandbox.Sandbox;
import dev.spadework.workspace.Tree;

/** Where one task is worked on: its tree and the sandbox around it. */
record Site(Repo repo, Tree tree, Sandbox sandbox) {}
