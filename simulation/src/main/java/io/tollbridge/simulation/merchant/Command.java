package io.tollbridge.simulation.merchant;

import io.tollbridge.coreengine.command.SimulatedCoreEngine;
import io.tollbridge.coreengine.payment.RequestKey;

/** A command that can be sent under any key, to any node. */
interface Command {
    SimulatedCoreEngine.Answer send(SimulatedCoreEngine engine, RequestKey key);
}
