using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>What <c>ledger checkpoint</c> ends with.</summary>
public sealed class CheckpointCodeTests
{
    [Theory]
    [InlineData(0, "clock.member", 0)]
    [InlineData(0, "records.missing", 18)]
    [InlineData(1, "records.missing", 17)]
    [InlineData(1, "clock.member", 17)]
    public void Missing_records_have_an_exit_code_of_their_own_which_an_alarm_outweighs(int alarms, string condition, int code) =>
        Assert.Equal(code, (int)CheckpointCommand.CodeOf(alarms, [new NodeCondition { Code = condition }]));
}
