using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of a pre-sale permit with its page and the land's.</summary>
/// <param name="Event">The event.</param>
/// <param name="Permit">The permit's page.</param>
/// <param name="Land">The land, as far as the step asks for it.</param>
/// <param name="Buildings">The buildings that come under the permit.</param>
internal sealed record PermitCase<TEvent>(TEvent Event, PageView<PermitPage> Permit, Disposal? Land, IReadOnlyList<PermittedBuilding> Buildings);
