using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>There is an acceptable act of every event of profile 2 and of every row of the severity matrix.</summary>
public sealed class SceneTests
{
    public static TheoryData<string> Names => [.. Scenes.All.Select(static scene => scene.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_scene_is_acceptable_as_it_comes(string name)
    {
        var act = Scenes.All.Single(scene => scene.ToString() == name).On(TestLedger.Two());

        Assert.Equal(act.Copy().Event, act.Event);
        act.Copy().Submit().Accept();
        act.Copy().Submit().Accept();
    }

    [Fact]
    public void Every_event_has_a_scene()
        => Assert.Equal(
            Profiles.Two.Flows.All.Select(static flow => flow.EventType),
            Scenes.Acts.Select(static act => act.Event.Descriptor.FullName).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_of_the_matrix_has_a_scene_that_is_judged_by_it()
    {
        Assert.Equal(
            Profiles.Two.Matrix.Flows, Scenes.All.Select(static scene => scene.Flow).Where(static flow => flow != FlowCode.Unspecified).Distinct().Order());
        Assert.All(Scenes.Acts.Where(static act => act.Scene.Flow != FlowCode.Unspecified), static act =>
            Assert.Contains(act.Scene.Flow, Profiles.Two.Flows.Find(act.Event.Descriptor.FullName)!.Codes));
    }
}
