using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CeCommerce.Platform.Events;

/// <summary>The log's order, its notification, and the promise that neither log nor history is rewritten.</summary>
[DbContext(typeof(CommerceDatabase))]
[Migration("20261124000001_EventLog")]
internal sealed class EventLogMigration() : SqlMigration("CeCommerce.Platform.Events.event_log.sql");
