using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Acceptable acts of every event of profile 2, and of every row of the severity matrix.</summary>
internal static class Scenes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        .. SaleScenes.All,
        .. TaxScenes.All,
        .. MortgageScenes.All,
        .. CaseScenes.All,
        .. OpeningScenes.All,
        .. TransferScenes.All,
        .. TitleScenes.All,
        .. RightScenes.All,
        .. SeizureScenes.All,
    ];

    /// <summary>All of them, played on ledgers of their own; the caller's to change after <see cref="SceneAct.Copy"/>.</summary>
    public static IReadOnlyList<SceneAct> Acts => Played.Acts;

    /// <summary>The acts of one row of the matrix.</summary>
    public static IReadOnlyList<Scene> Of(FlowCode flow) => [.. All.Where(scene => scene.Flow == flow)];

    private static class Played
    {
        public static readonly IReadOnlyList<SceneAct> Acts = [.. All.Select(static scene => scene.On(TestLedger.Two()))];
    }
}
