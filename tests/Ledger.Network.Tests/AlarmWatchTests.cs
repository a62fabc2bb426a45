using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>What <c>up</c> prints of a node's status, and what it ends with.</summary>
public sealed class AlarmWatchTests : IDisposable
{
    private readonly StringWriter output = new();

    [Fact]
    public void Missing_records_are_printed_once_with_the_numbers_and_have_an_exit_code_of_their_own()
    {
        var watch = Watch();
        for (var look = 0; look < 3; look++)
            watch.Show("tax", Lacking());

        Assert.Equal(ExitCode.RecordsMissing, watch.ExitCode);
        Assert.Single(output.ToString().Split("RECORDS MISSING"), text => text.Contains("numbers 7, 8", StringComparison.Ordinal));
        Assert.Contains("tax: it lacks 2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_outweighs_missing_records()
    {
        var watch = Watch();
        var status = Lacking();
        status.Alarms.Add(new RootAlarmMessage { Organisation = "registration", Block = 3, Size = 9 });
        watch.Show("tax", status);

        Assert.Equal(ExitCode.Alarm, watch.ExitCode);
    }

    [Fact]
    public void Where_nothing_is_wrong_nothing_is_printed()
    {
        var watch = Watch();
        watch.Show("tax", new NodeStatusReply { State = "FOLLOWING" });

        Assert.Equal((ExitCode.Success, ""), (watch.ExitCode, output.ToString()));
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static NodeStatusReply Lacking() => new()
    {
        State = "FOLLOWING",
        DetailEn = "numbers 7, 8",
        Conditions = { new NodeCondition { Code = "records.missing", MessageEn = "it lacks 2", MessageZh = "缺 2" } },
    };

    private AlarmWatch Watch()
    {
        using var folder = new TemporaryFolder();
        return new AlarmWatch(LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] }), output);
    }
}
