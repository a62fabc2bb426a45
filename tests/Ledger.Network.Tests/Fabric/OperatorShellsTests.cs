using System.Diagnostics;

namespace Ledger.Network.Tests;

public sealed class OperatorShellsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FabricLayout layout;

    public OperatorShellsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no sh");
        // A quote and a space, which a shell must not take for its own.
        layout = new FabricLayout(folder["clerk's net"]);
        OperatorShells.Write(
            layout,
            [.. FabricMember.All.Select((member, i) => new FabricOrganisation(
                member.Department, member.MspId, [new FabricPeer(member.Peer(0), $"127.0.0.1:{i + 1}", "")], layout.TlsRoot(member),
                layout.User(member, "User1"), layout.User(member, "Admin")))],
            [new FabricOrderer("orderer.registration", "RegistrationOrdererMSP", "127.0.0.1:50", "127.0.0.1:53", "", "/root of orderer.pem")]);
        foreach (var program in (string[])["peer", "osnadmin"])
        {
            // Prints one argument a line, and who it acts as.
            File.WriteAllText(folder[program], $"#!/bin/sh\necho \"{program} $CORE_PEER_MSPCONFIGPATH\"\nprintf '%s\\n' \"$@\"\n");
            File.SetUnixFileMode(folder[program], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Peer_acts_as_the_department_s_administrator()
    {
        var lines = Run("tax", "peer channel list");

        Assert.Equal([$"peer {layout.User(new FabricMember("tax"), "Admin").MspFolder}", "channel", "list"], lines);
    }

    [Fact]
    public void A_command_sent_to_ordering_names_the_orderer_and_the_departments_that_endorse_it()
    {
        var lines = Run("tax", "ordered_by 'finance tax' lifecycle chaincode commit --name 'a b'");

        Assert.Equal(["lifecycle", "chaincode", "commit", "--name", "a b"], lines[1..6]);
        Assert.Equal(
            [
                "--peerAddresses", "127.0.0.1:4", "--tlsRootCertFiles", layout.TlsRoot(new FabricMember("finance")),
                "--peerAddresses", "127.0.0.1:3", "--tlsRootCertFiles", layout.TlsRoot(new FabricMember("tax")),
                "--orderer", "127.0.0.1:50", "--tls", "--cafile", "/root of orderer.pem",
            ],
            lines[6..19]);
    }

    [Fact]
    public void An_unknown_department_stops_the_command() =>
        Assert.Equal(["failed"], Run("tax", "ordered_by 'tax bank' chaincode invoke || echo failed"));

    [Fact]
    public void Only_a_department_with_an_orderer_administers_one()
    {
        var lines = Run("registration", "administer channel list");

        Assert.StartsWith("osnadmin ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["channel", "list", "--orderer-address", "127.0.0.1:53"], lines[1..5]);
        Assert.DoesNotContain("osnadmin", File.ReadAllText(layout.OperatorShell("tax")), StringComparison.Ordinal);
    }

    private string[] Run(string department, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $". \"$1\"; {command}", "sh", layout.OperatorShell(department)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
