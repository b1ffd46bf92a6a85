package penstock.routes.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays what would happen. Changes nothing. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays what would happen. Changes nothing.",
        subcommands = {SimulateBuffersCommand.class, SimulateRulesCommand.class, CommandLine.HelpCommand.class})
final class SimulateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to simulate: buffers or rules");
    }
}
